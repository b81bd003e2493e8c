import type { Identity } from '../engine/types.ts';
import type { Feature, HomePart, Place, ScreenRoute } from './feature.ts';

const found = import.meta.glob<Feature>('../features/*/feature.{ts,tsx}', { eager: true, import: 'feature' });

/** Every feature of the app, in the order of their names. */
export const FEATURES: readonly Feature[] = Object.values(found);

export const allRoutes = (features: readonly Feature[]): readonly ScreenRoute[] =>
  features.flatMap((feature) => feature.routes);

/** The places that this person has a use for, in the order of the rail. */
export const placesFor = (features: readonly Feature[], identity: Identity): readonly Place[] =>
  features
    .flatMap((feature) => feature.places ?? [])
    .filter((place) => place.shownTo?.(identity) ?? true)
    .toSorted((one, other) => one.order - other.order);

export const homeParts = (features: readonly Feature[]): readonly HomePart[] =>
  features.flatMap((feature) => feature.home ?? []).toSorted((one, other) => one.order - other.order);

/** Whether a place is the one on screen: its own path or one below it. */
export const isCurrent = (place: string, location: string): boolean =>
  place === '/' ? location === '/' : location === place || location.startsWith(`${place}/`);
