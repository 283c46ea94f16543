// A busy server may take longer over the plug-ins than the seven seconds RequireJS gives them, after which the page stays empty.
window.require.config({waitSeconds: 0});

export default {
  app: {name: 'Admin', vendor: 'Tradewind'},
  customScripts: ['../../../js/camunda-session.js'],
  disableWelcomeMessage: true
};
