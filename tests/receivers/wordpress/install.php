<?php
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
return function ($given) {
    wp_install('News', 'editor', 'editor@example.org', true, '', 'password');
    update_option('timezone_string', $given['timezone']);
    return $GLOBALS['wp_version'];
};
