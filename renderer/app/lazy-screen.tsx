import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import type { ScreenProps } from './feature.ts';

type Screen = ComponentType<ScreenProps>;

/** A screen in a file of its own. Once it is here it is shown like any other, without a moment in between. */
export type LazyScreen = ((props: ScreenProps) => ReactNode) & { readonly fetch: () => Promise<unknown> };

/**
 * A screen that does not come along with the start of the app, so that what everybody needs is there sooner. The desktop
 * has the file on its disk, and in a browser the service worker keeps it (DESIGN promise 1).
 */
export function lazyScreen(find: () => Promise<Screen>): LazyScreen {
  let found: Screen | null = null;
  const fetch = async (): Promise<Screen> => (found ??= await find());
  const now = (): Screen | null => found;
  return Object.assign((props: ScreenProps) => <Fetching now={now} fetch={fetch} params={props.params} />, { fetch });
}

interface Fetch extends ScreenProps {
  readonly now: () => Screen | null;
  readonly fetch: () => Promise<Screen>;
}

/** One try after the other, where one fails. */
function Fetching(props: Fetch) {
  const [tries, setTries] = useState(0);
  return <Fetched key={tries} {...props} again={() => setTries(tries + 1)} />;
}

function Fetched(props: Fetch & { again: () => void }) {
  const { fetch } = props;
  const [Found, setFound] = useState<Screen | null>(props.now);
  const [failed, setFailed] = useState(false);
  const isHere = Found !== null;
  useEffect(() => {
    if (isHere) return undefined;
    let current = true;
    const show = async (): Promise<void> => {
      try {
        const screen = await fetch();
        if (current) setFound(() => screen);
      } catch {
        if (current) setFailed(true);
      }
    };
    void show();
    return () => {
      current = false;
    };
  }, [fetch, isHere]);
  if (Found !== null) return <Found params={props.params} />;
  return failed ? <NotHere again={props.again} /> : null;
}

/** The network went before the browser had kept the whole app. */
function NotHere(props: { again: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Page title={t('notHere.title')}>
      <Notice kind="error" title={t('notHere.what')} safe={t('notHere.safe')} todo={t('notHere.todo')}>
        <Button onClick={props.again}>{t('notHere.again')}</Button>
      </Notice>
    </Page>
  );
}
