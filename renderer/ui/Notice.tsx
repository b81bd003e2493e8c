import { useEffect, useRef, type ReactNode } from 'react';
import { useAnnounce } from './announcer.tsx';
import styles from './ui.module.css';

/**
 * News in the page. An error says what happened (`title`), what is safe, and what to do (DESIGN §8), and is spoken at
 * once; a note waits its turn (see `announcer.tsx`). Never colour alone: the words carry it.
 */
export function Notice(props: {
  kind: 'note' | 'error' | 'good';
  title: ReactNode;
  safe?: ReactNode;
  todo?: ReactNode;
  children?: ReactNode;
}) {
  const { kind } = props;
  const words = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();
  useEffect(() => {
    if (kind === 'error') return undefined;
    return announce([...(words.current?.querySelectorAll('p') ?? [])].map((p) => p.textContent).join(' '));
  }, [kind, announce]);
  return (
    <div ref={words} className={styles.notice} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <p className={styles.noticeTitle}>{props.title}</p>
      {props.safe !== undefined && <p>{props.safe}</p>}
      {props.todo !== undefined && <p>{props.todo}</p>}
      {props.children !== undefined && <div className={styles.row}>{props.children}</div>}
    </div>
  );
}
