export * as config from './sdk/config.js';
export * as passport from './sdk/passport.js';
export * as x from './sdk/x.js';
