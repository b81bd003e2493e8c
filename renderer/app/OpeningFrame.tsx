import type { ReactNode } from 'react';
import { Title } from '@mantine/core';
import { useTitle } from '../ui/Page.tsx';
import { HelpLinks } from './BeforeLock.tsx';
import { SamovarSign } from './Brand.tsx';
import styles from './opening.module.css';

/** Before an open vault there is no rail, but the ways to help are there (RELIABILITY G6); `BeforeLock` has their screens. */
export function OpeningFrame(props: { title: string; children: ReactNode }) {
  useTitle(props.title);
  return (
    <main className={styles.ground}>
      <div className={styles.card}>
        <span className={styles.sign}>
          <SamovarSign size={40} />
        </span>
        <Title order={1}>{props.title}</Title>
        {props.children}
        <HelpLinks />
      </div>
    </main>
  );
}
