"""Reliability: system calls fail, processes die, disks are full and the power goes, and nothing is lost."""
