import type { ComponentType } from 'react';
import type { TablerIcon } from '@tabler/icons-react';
import type { Engine, Identity } from '../engine/types.ts';
import type { LazyScreen } from './lazy-screen.tsx';

export interface ScreenProps {
  readonly params: Readonly<Record<string, string | undefined>>;
}

/**
 * A screen under a path of the app, in wouter's notation or as a pattern with named groups; the path's parameters arrive as `params`.
 * The main area scrolls; a screen that scrolls by itself (a chat, an editor) takes a block size of 100 %.
 */
export interface ScreenRoute {
  readonly path: string | RegExp;
  /** Large ones, and those for few, come by `lazyScreen`. */
  readonly Screen: ComponentType<ScreenProps> | LazyScreen;
  /** Stands before every lock as well (RELIABILITY G6): asks for neither vault nor engine, and works without a network. */
  readonly beforeLock?: true;
}

/** An entry of the rail and of the command palette. */
export interface Place {
  readonly path: string;
  /** With its namespace, such as `notes:place`. */
  readonly label: string;
  readonly icon: TablerIcon;
  /** Home 0, Listen and Talk 10, Chats 20, Growth 25, Notes 30, You 40. */
  readonly order: number;
  /** Left out where the person has no use for it. Everybody sees it by default. */
  readonly shownTo?: (identity: Identity) => boolean;
  /** A small quiet count beside the label; renders nothing when there is nothing to say. */
  readonly Mark?: ComponentType;
}

/** A part of Growth, the place for what one does for oneself: its own tab there, under its own path. */
export interface GrowthPart {
  readonly path: string;
  /** With its namespace, such as `goals:place`. */
  readonly label: string;
  /** One line under it on the way in, such as `goals:lead`. */
  readonly lead: string;
  readonly icon: TablerIcon;
  /** Paths 10, Goals 20, Guides 30, Meditations 40, Breathing and grounding 50, Questions 60. */
  readonly order: number;
  /** What is under way in it, at the top of Growth; renders nothing while nothing is. */
  readonly Next?: ComponentType;
}

/** A part of Home: what waits for the person, or what they did last. */
export interface HomePart {
  readonly order: number;
  readonly Part: ComponentType;
}

/** A kind of place where one writes: its drafts are kept under `<kind>/<id>`. */
export interface DraftKind {
  readonly kind: string;
  /** The screen that shows the text in its box again; null where there is none any more. */
  path(id: string, engine: Engine): string | null;
  /** The box holds one text and nothing else, so that an earlier wording can be put back into it. */
  readonly plain: boolean;
  /** The place in words, such as "To @name". */
  readonly Name: ComponentType<{ id: string }>;
}

/**
 * What a feature gives to the shell. Each folder under `features/` that has a `feature.ts` or `feature.tsx` exporting
 * `feature` is part of the app; a new screen is one folder more and nothing rewritten.
 */
export interface Feature {
  readonly name: string;
  readonly routes: readonly ScreenRoute[];
  readonly places?: readonly Place[];
  readonly home?: readonly HomePart[];
  readonly growth?: readonly GrowthPart[];
  /** What the palette finds besides places and parts of Growth. */
  readonly finds?: readonly { readonly path: string; readonly label: string }[];
  /** Where one can write here, so that an unfinished text is told by its place and leads back to it (F229). */
  readonly drafts?: readonly DraftKind[];
  /** Renders nothing; there for as long as the vault is open, whatever screen is shown. */
  readonly Watch?: ComponentType;
  /** It lives by what the relay says: in a window that does not lead, its screens say where it is. */
  readonly leads?: true;
}
