<?php
// Starts WordPress as Debian installs it, with a database and folders of the test's own. Arguments come as JSON.
$given = json_decode(stream_get_contents(STDIN), true);
$_SERVER['HTTP_HOST'] = 'news.example';
$_SERVER['REQUEST_URI'] = '/';
define('DB_NAME', 'wordpress');
define('DB_USER', $given['user']);
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . $given['socket']);
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('ABSPATH', $given['wordpress']);
define('WP_CONTENT_DIR', $given['content']);
define('WP_SITEURL', 'https://news.example');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define("{$name}_KEY", 'test');
    define("{$name}_SALT", 'test');
}
$table_prefix = 'wp_';
if (basename($given['script']) === 'install.php') {
    define('WP_INSTALLING', true);
    function wp_mail() { return true; }
}
require ABSPATH . 'wp-settings.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user(1);
echo "\n" . json_encode((require $given['script'])($given['arguments'])) . "\n";
