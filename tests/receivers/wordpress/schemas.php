<?php
// What WordPress says at OPTIONS: the arguments that may be sent to make a post and a picture, as JSON Schema.
return function ($given) {
    $schemas = [];
    foreach (['posts', 'media'] as $name) {
        $told = rest_do_request(new WP_REST_Request('OPTIONS', "/wp/v2/$name"))->get_data();
        foreach ($told['endpoints'] as $endpoint) {
            if (in_array('POST', $endpoint['methods'], true)) {
                // "required: false" is WordPress' own, and no JSON Schema.
                $schemas[$name] = array_map(fn ($one) => array_diff_key($one, ['required' => 1]), $endpoint['args']);
            }
        }
    }
    return $schemas;
};
