import { useEffect, type ReactNode } from 'react';
import { Title } from '@mantine/core';
import styles from './ui.module.css';

/**
 * A screen that reads like a page: one heading, a comfortable measure, room to breathe. `wide` for screens that are
 * lists rather than text. Sets the window's title; `windowTitle` where the heading would tell others what one reads.
 * `heading` for one that is more than text, such as a name that keeps its sign in front.
 */
export function Page(props: {
  title: string;
  windowTitle?: string;
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useTitle(props.windowTitle ?? props.title);
  return (
    <div className={styles.page} data-wide={props.wide || undefined}>
      <header className={styles.head}>
        <Title order={1}>{props.heading ?? props.title}</Title>
        {props.actions}
      </header>
      {props.lead !== undefined && <div className={styles.lead}>{props.lead}</div>}
      {props.children}
    </div>
  );
}

/** The window's title while a screen is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Samovar`;
  }, [title]);
}

/** A part of a page with its own heading, on paper of its own. */
export function Section(props: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <section className={styles.section}>
      <Title order={2}>{props.title}</Title>
      {props.text !== undefined && <p className={styles.text}>{props.text}</p>}
      {props.children}
    </section>
  );
}
