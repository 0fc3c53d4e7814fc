using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>A test that goes through the product as a person would, on a server of its own, which starts when it is first asked for.</summary>
/// <param name="postgres">A database of a server, or the embedded one.</param>
public abstract class Journey(string? postgres = null) : IAsyncLifetime
{
    protected const string OwnerEmail = "mina@example.org";
    protected const string OwnerPassword = "correct horse battery";

    private readonly List<IBrowserContext> _contexts = [];

    private readonly Lazy<StudyServer> _server = new(() => new StudyServer(postgres));

    protected StudyServer Server => _server.Value;

    /// <summary>A page in a context of its own, so with cookies of its own: another device.</summary>
    protected async Task<IPage> OpenDeviceAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, string? address = null)
    {
        var context = await (await Browser.GetAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address ?? Server.Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
            // A proxy of these tests has made its certificate itself.
            IgnoreHTTPSErrors = address?.StartsWith("https:", StringComparison.Ordinal),
        });
        context.SetDefaultTimeout(60_000);
        RunLog.Watch(context);
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Goes through the first visit and ends on Today, signed in as the owner.</summary>
    protected static async Task CreateOwnerAsync(IPage page)
    {
        await RegisterOwnerAsync(page);
        await Button(page, "Skip the rest").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await ReadyAsync(page);
    }

    /// <summary>Makes the owner's account and ends at the first step of the first visit.</summary>
    protected static async Task RegisterOwnerAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mina Park");
        await page.GetByLabel("E-mail address").FillAsync(OwnerEmail);
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Sofia");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/welcome$"));
        await ReadyAsync(page);
    }

    /// <summary>Waits for the circuit: before it, a press on a prerendered page does nothing.</summary>
    public static Task ReadyAsync(IPage page) => Expect(page.Locator("[data-live]")).ToBeAttachedAsync();

    /// <summary>Opens a page and waits for its circuit.</summary>
    public static async Task VisitAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await ReadyAsync(page);
    }

    /// <summary>The button with exactly this name.</summary>
    public static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected static async Task SignInAsync(IPage page, string email = OwnerEmail, string password = OwnerPassword)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await Button(page, "Sign in").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await ReadyAsync(page);
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }
        if (_server.IsValueCreated)
        {
            await Server.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
