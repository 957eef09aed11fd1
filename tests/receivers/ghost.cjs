// Judges a post by Ghost's own packages: the schema of its Admin API, and the way of its text through the editor.
const {NODE_MODULES, POST} = process.env;
const at = name => require(require.resolve(name, {paths: [NODE_MODULES]}));
const post = JSON.parse(require('fs').readFileSync(POST, 'utf8'));
const {LexicalHTMLRenderer} = at('@tryghost/kg-lexical-html-renderer');
(async () => {
    let complaints = '';
    try {
        await at('@tryghost/admin-api-schema').validate({data: {posts: [post]}, schema: 'posts-add', definition: 'posts'});
    } catch (error) {
        complaints = JSON.stringify(error.errorDetails || error.message);
    }
    const lexical = at('@tryghost/kg-html-to-lexical').htmlToLexical(post.html || '');
    const renderer = new LexicalHTMLRenderer({nodes: at('@tryghost/kg-default-nodes').DEFAULT_NODES});
    console.log(JSON.stringify({complaints, html: await renderer.render(JSON.stringify(lexical))}));
})();
