using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>The product over HTTP with a database whose calls can be made to fail, and nothing that writes in the background.</summary>
public sealed class FaultyProduct : IAsyncLifetime
{
    private static readonly ApiScope[] Scopes = [ApiScope.Read, ApiScope.Write, ApiScope.Ingest];

    private string _database = "";

    public FaultyProduct() => Api = new ApiFactory
    {
        Configure = host => host.UseSetting("Ingest:Enabled", "true").UseSetting("Limits:PerToken", "0").ConfigureTestServices(services =>
        {
            services.ConfigureDbContext<StudyDbContext>(options => options.AddInterceptors(new FailAt(), Room));
            foreach (var background in services.Where(s => s.ServiceType == typeof(IHostedService)
                && (s.ImplementationType == typeof(DutyRunner) || s.ImplementationType == typeof(NoticePost))).ToList())
            {
                services.Remove(background);
            }
        }),
    };

    internal Room Room { get; } = new();

    public HttpClient Student { get; private set; } = null!;

    public HttpClient Tutor { get; private set; } = null!;

    public ApiFactory Api { get; }

    internal DatabaseState State { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        // The flow of the one who asks is the flow of the one who answers, so that FailAt knows whose calls to count.
        Api.Server.PreserveExecutionContext = true;
        _database = Api.Services.GetRequiredService<StudyOptions>().DatabaseFile;
        (Student, Tutor) = (await ClientOfAsync(Api.Student), await ClientOfAsync(Api.Tutor));
        State = new DatabaseState(_database);
        State.Keep();
    }

    public async ValueTask DisposeAsync()
    {
        State.Dispose();
        Student.Dispose();
        Tutor.Dispose();
        await Api.DisposeAsync();
    }

    /// <summary>Not held to the document, which knows no broken disks. Its token has been used, which is written down only once a minute.</summary>
    private async Task<HttpClient> ClientOfAsync(Person person)
    {
        var made = await Api.Services.GetRequiredService<TokenService>().CreateAsync(person.Id, "faults", Scopes, null, CancellationToken.None);
        var client = Api.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Value.Secret);
        await SendAsync(client, "GET", "/api/plans");
        return client;
    }

    /// <summary>Sends what must succeed.</summary>
    internal static async Task<JsonElement> SendAsync(HttpClient client, string method, string address, string? json = null)
    {
        using var answer = await client.SendAsync(method, address, json);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {(int)answer.StatusCode} {await answer.TextAsync()}");
        return answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.JsonAsync();
    }
}
