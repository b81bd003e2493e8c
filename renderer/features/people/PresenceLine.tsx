import { useTranslation } from 'react-i18next';
import type { PresenceShown } from '#shared/people/presence-shown.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import styles from './people.module.css';

/** Whether somebody is here, in words, shape and colour (F159), or on a break (F165). */
export function PresenceLine({ presence, stale }: { presence: PresenceShown; stale: boolean }) {
  const { t, i18n } = useTranslation('people');
  const { status, noChats, onBreak } = presence;
  if (onBreak !== null) {
    const day = onBreak.untilMs === null ? null
      : new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' }).format(onBreak.untilMs);
    return (
      <span className={styles.presence}>
        <StatusMark status="offline" /> {day === null ? t('onBreak') : t('onBreakUntil', { day })}
      </span>
    );
  }
  return (
    <span className={styles.presence}>
      <StatusMark status={status} />{' '}
      {stale ? t('statusBefore', { status: t(`status.${status}`) }) : t(`status.${status}`)}
      {noChats && ` · ${t('noChats')}`}
    </span>
  );
}
