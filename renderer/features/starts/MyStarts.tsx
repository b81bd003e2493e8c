import { useTranslation } from 'react-i18next';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { BreakLine } from '../people/BreakLine.tsx';
import { MyStart } from './MyStart.tsx';
import { mine } from './what-waits.ts';
import type { WordsKind } from './start-draft.ts';

/** One's own words that wait for somebody, each with the way to take them back. */
export function MyStarts({ kind }: { kind: WordsKind }) {
  const { t } = useTranslation('starts');
  const waiting = mine(useReadable(useEngine().starts.waiting)).filter((one) => one.kind === kind);
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('mine.title')}>
      {waiting.map((start) => (
        <MyStart key={start.start} start={start}>
          <BreakLine person={start.with} />
        </MyStart>
      ))}
    </section>
  );
}
