<?php
// What WordPress has of a post, and what it shows readers.
return function ($given) {
    $post = get_post($given['post']);
    $GLOBALS['post'] = $post;
    setup_postdata($post);
    $picture = get_post(get_post_thumbnail_id($post));
    return [
        'title' => html_entity_decode(get_the_title($post)),
        'row' => $post->to_array(),
        'author' => get_the_author_meta('display_name', $post->post_author),
        'categories' => wp_get_post_terms($post->ID, 'category', ['fields' => 'names']),
        'tags' => wp_get_post_terms($post->ID, 'post_tag', ['fields' => 'names']),
        'meta' => array_map('current', get_post_meta($post->ID)),
        'shown' => apply_filters('the_content', $post->post_content),
        'lead' => !$picture ? null : [
            'alt' => get_post_meta($picture->ID, '_wp_attachment_image_alt', true),
            'caption' => wp_get_attachment_caption($picture->ID),
            'description' => $picture->post_content,
            'parent' => $picture->post_parent,
            'width' => wp_get_attachment_metadata($picture->ID)['width'],
            'credit' => get_post_meta($picture->ID, 'broadsheet_credit', true),
        ],
    ];
};
