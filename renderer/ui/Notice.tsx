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
  /** Spoken at once although it is no error: it answers what was just pressed, perhaps in a dialog. */
  answer?: boolean;
  children?: ReactNode;
}) {
  const { kind } = props;
  const atOnce = kind === 'error' || props.answer === true;
  const words = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();
  useEffect(() => {
    if (atOnce) return undefined;
    return announce([...(words.current?.querySelectorAll('p') ?? [])].map((p) => p.textContent).join(' '));
  }, [atOnce, announce]);
  return (
    <div ref={words} className={styles.notice} data-kind={kind} role={atOnce ? 'alert' : undefined}>
      <p className={styles.noticeTitle}>{props.title}</p>
      {props.safe !== undefined && <p>{props.safe}</p>}
      {props.todo !== undefined && <p>{props.todo}</p>}
      {props.children !== undefined && <div className={styles.row}>{props.children}</div>}
    </div>
  );
}
