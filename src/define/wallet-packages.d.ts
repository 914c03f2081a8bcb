// Optional peers, which are not installed here. They are read as strangers' objects.
declare module '@perawallet/connect';
declare module '@agoralabs-sh/avm-web-provider';
