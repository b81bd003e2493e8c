import type { ReactNode } from 'react';
import { Title } from '@mantine/core';
import styles from './ui.module.css';

/** A place with nothing in it yet: says what it is for, and offers the first step. */
export const EmptyState = (props: { title?: string; text: ReactNode; icon?: ReactNode; children?: ReactNode }) => (
  <div className={styles.empty}>
    {props.icon !== undefined && (
      <div className={styles.emptyIcon} aria-hidden="true">
        {props.icon}
      </div>
    )}
    {props.title !== undefined && <Title order={2}>{props.title}</Title>}
    <p>{props.text}</p>
    {props.children !== undefined && <div className={styles.row}>{props.children}</div>}
  </div>
);
