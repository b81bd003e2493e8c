import { useEffect, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useFollows, useIdentity } from '../../app/context.tsx';
import { focusHeading } from '../../app/kept-focus.ts';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { OwnProfile } from '../people/OwnProfile.tsx';
import { AccountPage } from './AccountPage.tsx';
import { DevicesPage } from './DevicesPage.tsx';
import { StandingPage } from './StandingPage.tsx';
import { pageOf, pathOf, youPages, type YouPage } from './you-pages.ts';

const ProfilePage = () => (
  <div id="you-profile">
    <OwnProfile />
  </div>
);

const PAGES: Readonly<Record<YouPage, ComponentType<{ part: string | undefined }>>> = {
  account: AccountPage, profile: ProfilePage, devices: DevicesPage, standing: StandingPage,
};

/** Everything about oneself, a page for each kind of question, so that the relay is asked for what is opened and no more. */
export function You(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('account');
  const open = youPages(useIdentity(), useFollows());
  const { part } = props.params;
  const page = pageOf(part, open);
  useArrival(part, page);
  const Shown = PAGES[page];
  return (
    <Page title={t('place')}>
      <Tabs label={t('pages.label')} here={pathOf(page)} tabs={open.map((one) => ({ path: pathOf(one), label: t(`pages.${one}`) }))} />
      <Shown part={part} />
    </Page>
  );
}

/** `/you/<part>` comes down at that part, and reading goes on from its heading (WCAG 2.4.3). */
function useArrival(part: string | undefined, page: YouPage): void {
  useEffect(() => {
    if (part === undefined || part === page) return;
    const place = document.getElementById(`you-${part}`);
    const heading = place?.querySelector<HTMLElement>('h2');
    if (heading) focusHeading(heading);
    place?.scrollIntoView();
  }, [part, page]);
}
