import { useTranslation } from 'react-i18next';
import type { PersonCard } from '#shared/documents/queue.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { useNow } from '../../ui/now.tsx';
import { useProfile } from './use-profile.ts';
import styles from './break-line.module.css';

/** How often the page is looked at again while the line could stand there: a break lasts for days. */
const ASKED_AGAIN_MS = 10 * 60_000;

/**
 * F165: where words are written to somebody, or wait for them, who says that they are on a break: until when, and the words that
 * they left for it, which answer in their place. It is what their page says to everybody, and nothing else: of a hidden break, or
 * of whoever shows no presence, there is nothing to say, and of whom nothing could be said nobody is asked.
 */
export function BreakLine({ person: { name, type } }: { person: Pick<PersonCard, 'name' | 'type'> }) {
  return !hearsOthers(type) || name === UNKNOWN_NAME || name === FORGOTTEN_NAME ? null : <Line name={name} />;
}

function Line({ name }: { name: string }) {
  const { t, i18n } = useTranslation('people');
  const nowMs = useNow() ?? 0;
  const { seen, failure } = useProfile(name, Math.floor(nowMs / ASKED_AGAIN_MS));
  const view = failure?.code === 'not-found' ? null : (seen?.value ?? null);
  const away = (view?.listener?.presence ?? view?.therapist?.presence)?.onBreak ?? null;
  // What this device saw before may be past by now.
  const isNow = away !== null && (away.untilMs === null || away.untilMs > nowMs);
  const day = isNow && away.untilMs !== null
    ? new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' }).format(away.untilMs)
    : null;
  const words = !isNow ? '' : day === null ? t('break.theirs.open', { name }) : t('break.theirs.until', { name, day });
  useAnnounced(words);
  if (!isNow) return null;
  return (
    <div className={styles.line}>
      <p>{words}</p>
      {away.note !== '' && (
        <p>
          {t('break.theirs.note')} <q dir="auto">{away.note}</q>
        </p>
      )}
    </div>
  );
}
