// Canary of the build: no policy of lit is in here to be renamed, so this has to fail.
document.body.textContent = 'no template';
