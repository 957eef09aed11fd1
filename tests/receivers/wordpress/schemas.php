<?php
// What WordPress says at OPTIONS: the arguments that may be sent to make a post and a picture, as JSON Schema.
return function ($given) {
    $schemas = [];
    foreach (['posts', 'media'] as $name) {
        $told = rest_do_request(new WP_REST_Request('OPTIONS', "/wp/v2/$name"))->get_data();
        foreach ($told['endpoints'] as $endpoint) {
            if (in_array('POST', $endpoint['methods'], true)) {
                $schemas[$name] = $endpoint['args'];
            }
        }
    }
    return $schemas;
};
