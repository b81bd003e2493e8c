import { useState, type ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Page.tsx';

/** A part of the page whose form opens when it is wanted, so that the page stays one that can be looked over. */
export function OnDemand(props: {
  title: string;
  text: ReactNode;
  open: string;
  /** Not offered without the relay; says so. */
  online: boolean;
  /** Beside the way in, while it is closed. */
  aside?: ReactNode;
  children: (close: () => void) => ReactNode;
}) {
  const { t } = useTranslation('keys');
  const [wanted, setWanted] = useState(false);
  return (
    <Section title={props.title} text={props.text}>
      {wanted ? (
        props.children(() => setWanted(false))
      ) : (
        <>
          {props.aside}
          <Group gap="sm">
            <Button variant="default" disabled={!props.online} onClick={() => setWanted(true)}>
              {props.open}
            </Button>
            {!props.online && <span>{t('offline')}</span>}
          </Group>
        </>
      )}
    </Section>
  );
}
