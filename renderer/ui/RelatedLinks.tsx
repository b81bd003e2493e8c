import { Title } from '@mantine/core';
import { Link } from 'wouter';
import styles from './blocks.module.css';

interface Group {
  readonly title: string;
  readonly links: readonly { readonly path: string; readonly title: string }[];
}

/** What else the library has on the same matter, by kind; kinds that have nothing are left out. */
export function RelatedLinks(props: { title: string; groups: readonly Group[] }) {
  const groups = props.groups.filter(({ links }) => links.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className={styles.related}>
      <Title order={2}>{props.title}</Title>
      <div className={styles.groups}>
        {groups.map(({ title, links }) => (
          <div key={title}>
            <Title order={3} size="h4">
              {title}
            </Title>
            <ul>
              {links.map((link) => (
                <li key={link.path}>
                  <Link href={link.path}>{link.title}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
