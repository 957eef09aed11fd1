"""What exports are for: each is judged by the reader, importer or validator of the side that receives it."""
