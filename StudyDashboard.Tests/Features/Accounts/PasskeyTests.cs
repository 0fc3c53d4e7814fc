using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Passkeys;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Accounts;

/// <summary>What the server says to and takes of devices; that they come to terms is shown in a browser.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private const string New = "/settings/new-passkey";
    private const string NewOptions = $"{New}/options";
    private const string SignInOptions = "/sign-in/passkey";

    private readonly ApiFactory _product = new() { Configure = host => host.UseSetting("Passkeys:ServerDomain", "study.example.org") };

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task SignInOptions_NameTheSiteAndNobody_AndAskForTheOwnerOfTheDevice()
    {
        using var client = _product.Anonymous();

        using var answer = await client.PostFormAsync("/sign-in", SignInOptions, "sign-in");
        var options = await answer.JsonAsync();

        Assert.Equal("study.example.org", options.GetProperty("rpId").GetString());
        Assert.Equal("required", options.GetProperty("userVerification").GetString());
        Assert.True(!options.TryGetProperty("allowCredentials", out var allowed) || allowed.GetArrayLength() == 0);
        Assert.True(options.GetProperty("challenge").GetString()!.Length >= 43);
    }

    [Fact]
    public async Task NewOptions_AfterThePassword_AskForAKeyThatSignsInByItself()
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);

        using var answer = await browser.PostFormAsync(New, NewOptions, "new-passkey", ("Form.Name", "Phone"), ("Form.Password", ApiFactory.Password));
        var options = await answer.JsonAsync();

        Assert.Equal("study.example.org", options.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString());
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
    }

    [Theory]
    [InlineData("Phone", "wrong", "This is not your password.")]
    [InlineData(" ", ApiFactory.Password, "Enter a name of 1 to 80 characters.")]
    public async Task NewOptions_WithoutPasswordOrName_AreRefused(string name, string password, string reason)
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);

        using var answer = await browser.PostFormAsync(New, NewOptions, "new-passkey", ("Form.Name", name), ("Form.Password", password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(reason, JsonSerializer.Deserialize<string>(await answer.TextAsync()));
    }

    [Theory]
    [InlineData(SignInOptions)]
    [InlineData(NewOptions)]
    public async Task Options_WithoutTheFormOfThePage_AreRefused(string address)
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);

        using var answer = await browser.PostAsync(address, new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}""")]
    public async Task Device_ThatSaysNonsense_IsRefusedWithAReason(string credential)
    {
        using var browser = await _product.BrowserOfAsync(_product.Student);
        using var asked = await browser.PostFormAsync(New, NewOptions, "new-passkey", ("Form.Name", "Phone"), ("Form.Password", ApiFactory.Password));
        using var added = await browser.PostFormAsync(New, "new-passkey", ("Form.Name", "Phone"), ("Form.Credential", credential));
        using var unasked = await browser.PostFormAsync(New, "new-passkey", ("Form.Name", "Phone"), ("Form.Credential", credential));
        using var stranger = _product.Anonymous();
        using var options = await stranger.PostFormAsync("/sign-in", SignInOptions, "sign-in");
        using var signedIn = await stranger.PostFormAsync("/sign-in", "sign-in", ("Form.Passkey", credential.Length == 0 ? " " : credential));

        Assert.Contains("was not taken", await added.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("was not taken", await unasked.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("does not sign in here", await signedIn.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await _product.Services.GetRequiredService<PasskeyService>().ListAsync(_product.Student.Id));
    }

    [Fact]
    public async Task Passkey_OfAnother_IsNotThere()
    {
        var service = _product.Services.GetRequiredService<PasskeyService>();
        using (var scope = _product.Services.CreateScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            var person = (await people.FindByEmailAsync(_product.Student.Email!))!;
            await people.AddOrUpdatePasskeyAsync(person, new UserPasskeyInfo([1, 2, 3], [4], _product.Clock.GetUtcNow(), 0, null, true, false, false, [], []) { Name = "Phone" });
        }
        var own = Assert.Single(await service.ListAsync(_product.Student.Id));

        Assert.NotNull(await service.RenameAsync(_product.OtherStudent.Id, own.Id, "Mine"));
        Assert.NotNull((await service.RemoveAsync(_product.OtherStudent.Id, own.Id)).Refusal);
        Assert.Null(await service.RenameAsync(_product.Student.Id, own.Id, " Tablet "));
        var removed = await service.RemoveAsync(_product.Student.Id, own.Id);
        Assert.Empty(await service.ListAsync(_product.Student.Id));
        Assert.Null(await service.RestoreAsync(_product.Student.Id, removed.Value));
        Assert.Equal(new PasskeyView("010203", "Tablet", _product.Clock.UtcNow), Assert.Single(await service.ListAsync(_product.Student.Id)));
    }
}
