<?php
// What WordPress makes of posts. Its folder is the first argument; posts come in as JSON, by name, and leave so.

define('ABSPATH', "{$argv[1]}/");
define('WPINC', 'wp-includes');
// What the posts below go through, and nothing that would want a database.
foreach (['compat', 'plugin', 'load', 'functions', 'pomo/translations', 'l10n', 'formatting', 'kses', 'shortcodes', 'option', 'cache', 'class-wp-object-cache', 'class-wp-block-parser', 'class-wp-block-type', 'class-wp-block-type-registry', 'class-wp-block-list', 'class-wp-block', 'blocks'] as $name) {
    require_once ABSPATH . WPINC . "/$name.php";
}
wp_cache_init();
add_filter('pre_option_blog_charset', fn () => 'UTF-8');
add_shortcode('gallery', fn () => 'a gallery that nobody wanted');

echo json_encode(array_map(fn ($post) => [
    // Its blocks, by their names.
    'blocks' => array_map(fn ($block) => [$block['blockName'], $block['innerHTML']], parse_blocks($post)),
    // What is left of it if its author may not write any HTML.
    'kept' => wp_kses_post($post),
    // What readers get, by the filters of the_content that change text, in their order.
    'shown' => do_shortcode(wptexturize(do_blocks($post))),
], json_decode(stream_get_contents(STDIN), true)), JSON_THROW_ON_ERROR);
