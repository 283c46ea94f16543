export default {
  app: {name: 'Admin', vendor: 'Tradewind'},
  customScripts: ['../../../js/camunda-session.js'],
  disableWelcomeMessage: true
};
