import type { Identity } from '../engine/types.ts';
import type { Feature, GrowthPart, HomePart, Place, ScreenRoute } from './feature.ts';

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

/** The parts of Growth, in the order of its tabs. */
export const growthParts = (features: readonly Feature[]): readonly GrowthPart[] =>
  features.flatMap((feature) => feature.growth ?? []).toSorted((one, other) => one.order - other.order);

/** Whether a place is the one on screen: its own path or one below it. */
export const isCurrent = (place: string, location: string): boolean =>
  place === '/' ? location === '/' : location === place || location.startsWith(`${place}/`);
