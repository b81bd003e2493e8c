import { useEffect, useRef, useState } from 'react';
import { Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconLifebuoy, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { LockButton } from '../features/lock/LockButton.tsx';
import { CalmButton } from '../features/tools/CalmLink.tsx';
import { Brand } from './Brand.tsx';
import { useApp, useFollows } from './context.tsx';
import { CrashGuard } from './CrashScreen.tsx';
import { DiskTrouble } from './DiskTrouble.tsx';
import { FollowsNote } from './Elsewhere.tsx';
import { focusArrival } from './kept-focus.ts';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { Screens } from './Screens.tsx';
import { SyncStatus } from './SyncStatus.tsx';
import { useNarrow } from './use-narrow.ts';
import styles from './shell.module.css';

/** The frame around every screen: skip links, rail, search, help, the state of the connection. */
export function Shell() {
  const { t } = useTranslation('app');
  const { features } = useApp();
  const follows = useFollows();
  const narrow = useNarrow();
  const [searching, setSearching] = useState(false);
  const openSearch = (): void => setSearching(true);
  useHotkeys([['mod+K', openSearch]], [], true);
  const tools = <Tools narrow={narrow} openSearch={openSearch} />;
  return (
    <div className={styles.shell}>
      <SkipLink to="main">{t('skip.main')}</SkipLink>
      <SkipLink to="navigation">{t('skip.navigation')}</SkipLink>
      <aside className={styles.side} aria-label={t('frame')}>
        {narrow ? (
          <div className={styles.top}>
            <Brand />
            {follows ? <span className={styles.gap} /> : <SyncStatus />}
            {tools}
          </div>
        ) : (
          <Brand />
        )}
        <nav id="navigation" tabIndex={-1} className={styles.nav} aria-label={t('navigation')}>
          <Rail />
        </nav>
        {!narrow && (
          <div className={styles.tools}>
            {!follows && <SyncStatus />}
            {tools}
          </div>
        )}
      </aside>
      <Main />
      {features.map(({ name, Watch }) => Watch !== undefined && <Watch key={name} />)}
      <Palette opened={searching} close={() => setSearching(false)} />
    </div>
  );
}

/** Search, the lock and "Help now": always there, whatever else is going on. */
function Tools(props: { narrow: boolean; openSearch: () => void }) {
  const { t } = useTranslation('app');
  const keys = navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K';
  if (props.narrow) {
    return (
      <>
        <Button variant="subtle" size="compact-md" px="xs" onClick={props.openSearch} aria-label={t('search.open')}>
          <IconSearch size={20} aria-hidden="true" />
        </Button>
        <LockButton narrow />
        <CalmButton narrow />
        <Button component={Link} href="/help" variant="light" size="compact-md" px="sm">
          {t('help')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        justify="flex-start"
        px="sm"
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden="true" />}
        rightSection={<Kbd size="xs">{keys}</Kbd>}
        styles={{ label: { flex: 1 } }}
        onClick={props.openSearch}
      >
        {t('search.open')}
      </Button>
      <LockButton narrow={false} />
      <CalmButton narrow={false} />
      <Button
        component={Link}
        href="/help"
        variant="light"
        justify="flex-start"
        px="sm"
        leftSection={<IconLifebuoy size={20} stroke={1.6} aria-hidden="true" />}
      >
        {t('help')}
      </Button>
    </>
  );
}

/** The address holds the route (`#/notes`), so a skip link moves the focus itself instead of changing it. */
const SkipLink = (props: { to: string; children: string }) => (
  <a
    href={`#${props.to}`}
    className={styles.skip}
    onClick={(event) => {
      event.preventDefault();
      document.getElementById(props.to)?.focus();
    }}
  >
    {props.children}
  </a>
);

function Main() {
  const [location] = useLocation();
  // A new area is a new element, so it starts at its top; a change within one (a note, a chat) keeps the place.
  const area = location.split('/')[1] ?? '';
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location || main.current === null) return undefined;
    shown.current = location;
    return focusArrival(main.current);
  }, [location]);
  return (
    // It scrolls, so the keyboard must reach it also where a page is text alone (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <main id="main" key={area} ref={main} tabIndex={0} className={styles.main}>
      <DiskTrouble />
      {useFollows() && <FollowsNote />}
      <CrashGuard>
        <Screens />
      </CrashGuard>
    </main>
  );
}
