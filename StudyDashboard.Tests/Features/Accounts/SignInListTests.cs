using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.SignInList;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>Where a person is signed in: to see, to end, and for how long.</summary>
public sealed class SignInListTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    private const string Anywhere = "/settings/password";

    private readonly ApiFactory _product = new() { Configure = host => host.UseSetting("SignIns:MaxDays", "3") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private KnownSignIns Known => _product.Services.GetRequiredService<KnownSignIns>();

    [Fact]
    public async Task Page_NamesEachBrowserAndProgram_ThisOneFirst()
    {
        using var phone = await BrowserAsync(Iphone);
        using var program = await ProgramAsync();
        using var desk = await BrowserAsync(Firefox);

        var page = WebUtility.HtmlDecode(await desk.GetStringAsync("/settings/sign-in", Token));

        var list = Regex.Match(page, "<ul class=\"plain-list\" aria-label=\"Where you are signed in\">.*?</ul>", RegexOptions.Singleline).Value;
        Assert.Matches("(?s)^.*?Firefox on Windows\\s*<strong>\\(this browser\\).*Safari", list);
        Assert.Equal(3, Regex.Count(list, "<li"));
        Assert.Equal(2, Regex.Count(list, "<button"));
        Assert.All(["Safari on iPhone", "A program with your password", "10 Mar 2026"], text => Assert.Contains(text, list, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ended_OpensNothingAnyMore_WhileThisOneStays_AndItTakesThePassword()
    {
        using var desk = await BrowserAsync(Firefox);
        var own = Assert.Single(await ListAsync()).Id;
        using var phone = await BrowserAsync(Iphone);
        using var program = await ProgramAsync();
        var others = (await ListAsync()).Select(s => s.Id).Where(id => id != own).ToList();
        var closed = 0;
        using var open = _product.Services.GetRequiredService<SignIns>().Watch(others[0], () => closed++);

        Assert.Equal(RefusalKind.Invalid, (await Known.EndAsync(_product.Student.Id, others, "wrong", Token))!.Kind);
        Assert.Equal((3, 0), ((await ListAsync()).Count, closed));
        Assert.Null(await Known.EndAsync(_product.Student.Id, others, ApiFactory.Password, Token));

        Assert.Equal(1, closed);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(phone, Anywhere));
        _product.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(phone, Anywhere));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(program, "/api/analytics/sessions"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, Anywhere));
        Assert.Equal(own, Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task OpenPage_StaysUntilItsSignInIsTooOld_OrThePasswordIsAnother()
    {
        await using var scope = _product.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await people.FindByIdAsync($"{_product.Student.Id}"))!;
        var user = await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().CreateUserPrincipalAsync(person);
        ((ClaimsIdentity)user.Identity!).AddClaim(_product.Services.GetRequiredService<SignInTerm>().Begin());
        using var check = (CircuitCheck)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();

        _product.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.True(await check.MayStayAsync(user));
        _product.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await check.MayStayAsync(user));

        _product.Clock.Advance(TimeSpan.FromDays(-1));
        Assert.True((await people.ChangePasswordAsync(person, ApiFactory.Password, "another long password")).Succeeded);
        Assert.False(await check.MayStayAsync(user));
    }

    [Fact]
    public async Task End_OfAnothersSignIn_EndsNothing()
    {
        using var desk = await BrowserAsync(Firefox);
        var id = Assert.Single(await ListAsync()).Id;

        var closed = 0;
        using var open = _product.Services.GetRequiredService<SignIns>().Watch(id, () => closed++);

        await Known.EndAsync(_product.OtherStudent.Id, [id], ApiFactory.Password, Token);
        _product.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, Anywhere));
        Assert.Single(await ListAsync());
        Assert.Equal(0, closed);
    }

    [Fact]
    public async Task SignOut_AndANewPassword_TakeOffTheList()
    {
        using var desk = await BrowserAsync(Firefox);
        using var phone = await BrowserAsync(Iphone);

        using var gone = await phone.PostAsync("/sign-out", null, Token);
        Assert.Equal("Firefox on Windows", Assert.Single(await ListAsync()).Name);

        using var scope = _product.Services.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await people.UpdateSecurityStampAsync((await people.FindByIdAsync($"{_product.Student.Id}"))!);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Use_IsNotedOnceAnHour()
    {
        using var desk = await BrowserAsync(Firefox);
        var first = Assert.Single(await ListAsync());

        _product.Clock.Advance(TimeSpan.FromMinutes(59));
        await StatusAsync(desk, Anywhere);
        Assert.Equal(first, Assert.Single(await ListAsync()));

        _product.Clock.Advance(TimeSpan.FromMinutes(1));
        await StatusAsync(desk, Anywhere);
        Assert.Equal(first with { LastUsed = first.LastUsed.AddHours(1) }, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task SignIn_ThatIsUsedAllTheTime_EndsAfterItsDays_AndSoDoTokens()
    {
        using var desk = await BrowserAsync(Firefox);
        using var anonymous = _product.Anonymous();
        var refresh = await LoginAsync(anonymous);
        for (var hour = 12; hour < 72; hour += 12)
        {
            _product.Clock.Advance(TimeSpan.FromHours(12));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk, Anywhere));
            refresh = await (await anonymous.SendAsync("POST", "/api/auth/refresh", Body(refresh))).OkAsync();
        }
        using var program = _product.ClientWith(refresh.GetProperty("access_token").GetString()!);
        _product.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(30));
        refresh = await (await anonymous.SendAsync("POST", "/api/auth/refresh", Body(refresh))).OkAsync();
        using var late = _product.ClientWith(refresh.GetProperty("access_token").GetString()!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(late, "/api/analytics/sessions"));

        _product.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(desk, Anywhere));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(late, "/api/analytics/sessions"));
        await (await anonymous.SendAsync("POST", "/api/auth/refresh", Body(refresh))).ProblemAsync(401);
        Assert.Empty(await ListAsync());
        using var again = await BrowserAsync(Firefox);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again, Anywhere));
    }

    [Theory]
    [InlineData(Firefox, "Firefox", "Windows")]
    [InlineData(Iphone, "Safari", "iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome", "Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari", "macOS")]
    [InlineData("curl/8.0", null, null)]
    [InlineData(null, null, null)]
    public void BrowserName_SaysBrowserAndSystem(string? userAgent, string? browser, string? system) => Assert.Equal((browser, system), BrowserName.Of(userAgent));

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private Task<IReadOnlyList<SignInView>> ListAsync() => Known.ListAsync(_product.Student.Id, null, Token);

    private async Task<HttpClient> BrowserAsync(string userAgent)
    {
        var browser = await _product.BrowserOfAsync(_product.Student);
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, Anywhere));
        return browser;
    }

    private async Task<HttpClient> ProgramAsync()
    {
        using var anonymous = _product.Anonymous();
        var program = _product.ClientWith((await LoginAsync(anonymous)).GetProperty("access_token").GetString()!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, "/api/analytics/sessions"));
        return program;
    }

    private static async Task<System.Text.Json.JsonElement> LoginAsync(HttpClient anonymous) =>
        await (await anonymous.SendAsync("POST", "/api/auth/login", $$"""{"email":"mina@example.org","password":"{{ApiFactory.Password}}"}""")).OkAsync();

    private static string Body(System.Text.Json.JsonElement tokens) => $$"""{"refresh_token":"{{tokens.GetProperty("refresh_token")}}"}""";

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Token);
        return answer.StatusCode;
    }
}
