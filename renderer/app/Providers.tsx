import { useEffect, useState, type ReactNode } from 'react';
import { DirectionProvider, MantineProvider, useDirection, type MantineColorSchemeManager } from '@mantine/core';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { directionOf } from '../i18n/locales.ts';
import { AnnouncerProvider } from '../ui/announcer.tsx';
import { cssVariables, theme } from './theme.ts';

/** Look, language and direction for everything below. */
export function Providers(props: { i18n: i18n; look: MantineColorSchemeManager; children: ReactNode }) {
  return (
    <I18nextProvider i18n={props.i18n}>
      <DirectionProvider initialDirection={directionOf(props.i18n.language)} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
          colorSchemeManager={props.look}
        >
          <DocumentLanguage i18n={props.i18n} />
          <AnnouncerProvider>{props.children}</AnnouncerProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nextProvider>
  );
}

/** Tells the document which language it is in, for readers of the screen, hyphenation and quotation marks. */
function DocumentLanguage(props: { i18n: i18n }): null {
  const { setDirection } = useDirection();
  const [language, setLanguage] = useState(props.i18n.language);
  useEffect(() => {
    props.i18n.on('languageChanged', setLanguage);
    return () => props.i18n.off('languageChanged', setLanguage);
  }, [props.i18n]);
  useEffect(() => {
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}
