// Runs in CloudFront before its cache is asked (cloudfront-js-2.0). SITE is put above by edge_function.py.
// Event: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html

// Headers by which a client could make a server behind believe in another address, path or step:
// x-middleware-subrequest skips the middleware of old Next.js releases (CVE-2025-29927).
const FORGED = ['forwarded', 'x-middleware-subrequest', 'x-original-url', 'x-rewrite-url'];

function handler(event) {
  const request = event.request;
  const headers = request.headers;
  if (!headers.host || headers.host.value.toLowerCase() !== SITE.domain) {
    return redirect(request);
  }
  FORGED.forEach((name) => delete headers[name]);
  // Overwritten, never appended to: the load balancer's rate limits count by it.
  headers['true-client-ip'] = { value: event.viewer.ip };
  // The origin is called by its own name; this is the one the user typed.
  headers['x-forwarded-host'] = { value: SITE.domain };
  return request;
}

// One name for one site. A permanent redirect that keeps the method, and that browsers forget in an hour.
function redirect(request) {
  const safe = request.method === 'GET' || request.method === 'HEAD';
  const query = request.rawQueryString();
  return {
    statusCode: safe ? 301 : 308,
    statusDescription: safe ? 'Moved Permanently' : 'Permanent Redirect',
    headers: {
      location: { value: 'https://' + SITE.domain + request.uri + (query ? '?' + query : '') },
      'cache-control': { value: 'max-age=3600' },
    },
  };
}
