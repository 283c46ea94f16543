// A busy server may take longer over the plug-ins than the seven seconds RequireJS gives them, after which the page stays empty.
window.require.config({waitSeconds: 0});

export default {
  app: {name: 'Welcome', vendor: 'Tradewind'},
  customScripts: ['../../../js/camunda-session.js'],
  disableWelcomeMessage: true,
  links: [
    {label: 'Home', href: '/', description: 'What you can do in Tradewind'},
    {label: 'Board', href: '/board', description: 'Figures of the sales department'}
  ]
};
