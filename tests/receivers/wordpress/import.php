<?php
// Takes a WXR file in by WordPress' own functions, element by element as its importer does: authors, terms, the post,
// its pictures, and the new addresses of the pictures in the text. Pictures come from a folder, not from the network.
return function ($given) {
    $names = ['wp' => 'http://wordpress.org/export/1.2/', 'excerpt' => 'http://wordpress.org/export/1.2/excerpt/'];
    $names += ['content' => 'http://purl.org/rss/1.0/modules/content/', 'dc' => 'http://purl.org/dc/elements/1.1/'];
    $channel = simplexml_load_file($given['file'])->channel;
    $users = [];
    foreach ($channel->children($names['wp'])->author as $author) {
        $login = (string) $author->author_login;
        $made = wp_insert_user([
            'user_login' => $login,
            'user_pass' => 'password',
            'user_email' => (string) $author->author_email,
            'display_name' => (string) $author->author_display_name,
            'role' => 'author',
        ]);
        $users[$login] = is_wp_error($made) ? get_user_by('login', $login)->ID : $made;
    }
    $ids = $addresses = [];
    foreach ($channel->item as $item) {
        $wp = $item->children($names['wp']);
        $row = wp_slash([
            'post_author' => $users[(string) $item->children($names['dc'])->creator] ?? 1,
            'post_date' => (string) $wp->post_date,
            'post_date_gmt' => (string) $wp->post_date_gmt,
            'post_content' => (string) $item->children($names['content'])->encoded,
            'post_excerpt' => (string) $item->children($names['excerpt'])->encoded,
            'post_title' => (string) $item->title,
            'post_status' => (string) $wp->status,
            'post_name' => (string) $wp->post_name,
            'post_type' => (string) $wp->post_type,
            'guid' => (string) $item->guid,
            'post_parent' => $ids[(int) $wp->post_parent] ?? 0,
        ]);
        if ($row['post_type'] === 'attachment') {
            $address = (string) $wp->attachment_url;
            $name = basename($address);
            $kept = wp_upload_bits($name, null, file_get_contents("{$given['pictures']}/$name"));
            $row['post_mime_type'] = wp_check_filetype($kept['file'])['type'];
            $id = wp_insert_attachment($row, $kept['file'], 0, true);
            wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $kept['file']));
            $addresses[$address] = $kept['url'];
        } else {
            $id = wp_insert_post($row, true);
            $post = $id;
        }
        if (is_wp_error($id)) {
            return ['error' => $id->get_error_message()];
        }
        $ids[(int) $wp->post_id] = $id;
        $terms = [];
        foreach ($item->category as $term) {
            $kind = (string) $term['domain'];
            $known = term_exists((string) $term['nicename'], $kind);
            $known = $known ?: wp_insert_term((string) $term, $kind, ['slug' => (string) $term['nicename']]);
            $terms[$kind][] = (int) $known['term_id'];
        }
        foreach ($terms as $kind => $chosen) {
            wp_set_post_terms($id, $chosen, $kind);
        }
        foreach ($wp->postmeta as $meta) {
            add_post_meta($id, (string) $meta->meta_key, wp_slash((string) $meta->meta_value));
        }
    }
    $lead = (int) get_post_meta($post, '_thumbnail_id', true);
    if ($lead) {
        update_post_meta($post, '_thumbnail_id', $ids[$lead]);
    }
    $text = strtr(get_post($post)->post_content, $addresses);
    wp_update_post(wp_slash(['ID' => $post, 'post_content' => $text]));
    return (require __DIR__ . '/seen.php')(['post' => $post]) + ['addresses' => $addresses];
};
