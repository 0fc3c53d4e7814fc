namespace StudyDashboard.Tests.Support;

/// <summary>Holds every request under <c>/api</c> and <c>/ingest</c> and its answer to the product's OpenAPI document, whatever a test asks about.</summary>
internal sealed class ContractHandler(Func<IServiceProvider> services) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var isApi = (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/ingest/", StringComparison.OrdinalIgnoreCase)) && request.Method != HttpMethod.Options;
        var sent = isApi && request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : null;
        var answer = await base.SendAsync(request, cancellationToken);
        if (isApi)
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var contract = await ApiContract.OfAsync(services());
            var errors = await contract.ErrorsAsync(request, sent, answer);
            Assert.True(errors.Count == 0, $"{request.Method} {request.RequestUri.PathAndQuery} {string.Join("; ", errors)}");
        }
        return answer;
    }
}
