/** The page of results, for links that hold a query: /search?q=boats. */

import Head from '@docusaurus/Head';
import { translate } from '@docusaurus/Translate';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import SearchBar from '@theme/SearchBar';

export default function SearchPage() {
  const title = translate({ id: 'theme.SearchPage.emptyResultsTitle', message: 'Search the documentation' });
  return (
    <Layout title={title}>
      <Head>
        <meta name="robots" content="noindex, follow" />
      </Head>
      <main className="container margin-vert--lg findlet-page">
        <Heading as="h1">{title}</Heading>
        <SearchBar mode="page" />
      </main>
    </Layout>
  );
}
