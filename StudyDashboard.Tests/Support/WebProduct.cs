using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace StudyDashboard.Tests.Support;

/// <summary>The product in this process with a data folder of its own that goes with it.</summary>
public sealed class WebProduct : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("study-web-").FullName;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("data", _data).UseTestDatabase();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
