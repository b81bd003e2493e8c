import type { ReactNode } from 'react';
import { VisuallyHidden } from '@mantine/core';
import styles from './cards.module.css';

/**
 * How many there are. Said to whoever hears the page; shown only while somebody is looking for something, since whoever
 * sees the page sees the cards.
 */
export const FoundCount = (props: { looking: boolean; children: ReactNode }) => (
  <output>{props.looking ? <span className={styles.count}>{props.children}</span> : <VisuallyHidden>{props.children}</VisuallyHidden>}</output>
);
