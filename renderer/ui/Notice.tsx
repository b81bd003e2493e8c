import type { ReactNode } from 'react';
import styles from './ui.module.css';

/**
 * News in the page. An error says what happened (`title`), what is safe, and what to do (DESIGN §8), and is spoken at
 * once; a note waits its turn. Never colour alone: the words carry it.
 */
export const Notice = (props: {
  kind: 'note' | 'error' | 'good';
  title: ReactNode;
  safe?: ReactNode;
  todo?: ReactNode;
  children?: ReactNode;
}) => (
  <div className={styles.notice} data-kind={props.kind} role={props.kind === 'error' ? 'alert' : 'status'}>
    <p className={styles.noticeTitle}>{props.title}</p>
    {props.safe !== undefined && <p>{props.safe}</p>}
    {props.todo !== undefined && <p>{props.todo}</p>}
    {props.children !== undefined && <div className={styles.row}>{props.children}</div>}
  </div>
);
