import type { Feature } from './feature.ts';

const found = import.meta.glob<Feature>('../features/*/feature.{ts,tsx}', { eager: true, import: 'feature' });

/** Every feature of the app. Only `main` asks for them; screens get them from the app, so that no circle closes. */
export const ALL_FEATURES: readonly Feature[] = Object.values(found);
