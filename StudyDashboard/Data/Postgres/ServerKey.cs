using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data.Postgres;

/// <summary>A key that cookies and stored secrets are protected with. All nodes share them; a single machine has them in its data folder.</summary>
internal sealed class ServerKey
{
    private ServerKey()
    {
    }

    public ServerKey(string name, string xml) => (Name, Xml) = (name, xml);

    public int Id { get; private set; }

    /// <summary>What the framework calls it; the name of its file on a single machine.</summary>
    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";
}

/// <summary>Keeps the framework's keys in the database. Its interface knows no asynchronous calls; it is asked once at a start and once a day.</summary>
internal sealed class ServerKeys(IDbContextFactory<StudyDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Set<ServerKey>().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = contexts.CreateDbContext();
        context.Add(new ServerKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        context.SaveChanges();
    }
}
