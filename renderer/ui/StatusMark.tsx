import type { Status } from '#shared/people/presence-shown.ts';
import styles from './ui.module.css';

/** F159: a full circle, a half one, a ring. The words stand beside it, so it is decoration to a reader of the screen. */
export const StatusMark = ({ status }: { status: Status }) => (
  <svg className={styles.status} data-status={status} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <circle cx="6" cy="6" r="4.75" fill={status === 'online' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.8" />
    {status === 'busy' && <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />}
  </svg>
);
