import { useTranslation } from 'react-i18next';
import { useApp, useEngine } from '../../app/context.tsx';
import type { DraftKind } from '../../app/feature.ts';
import { useReadable } from '../../app/use-readable.ts';
import { partsOf } from './unfinished.ts';

/** Where a draft belongs, in words. */
export function DraftPlaceName({ place }: { place: string }) {
  const { t } = useTranslation('drafts');
  const { id } = partsOf(place);
  const kind = useDraftKind(place);
  return kind === null ? t('somewhere') : <kind.Name id={id} />;
}

export function useDraftKind(place: string): DraftKind | null {
  const { features } = useApp();
  const { kind } = partsOf(place);
  return features.flatMap(({ drafts }) => drafts ?? []).find((one) => one.kind === kind) ?? null;
}

/** The way back to its box; null where there is none any more. */
export function useDraftPath(place: string): string | null {
  const engine = useEngine();
  // A chat may come or go while the list is on screen.
  useReadable(engine.chats);
  return useDraftKind(place)?.path(partsOf(place).id, engine) ?? null;
}
