/**
 * Every bound of the product, with its unit in its name and its source. Admins see them in docs/admins.md; each has a
 * test. What an operator may change is read from the environment by the relay and starts from these values.
 */
export * from './limits/people.ts';
export * from './limits/personal.ts';
export * from './limits/pictures.ts';
export * from './limits/relay.ts';
export * from './limits/starts.ts';
export * from './limits/therapists.ts';
export * from './limits/wire.ts';
