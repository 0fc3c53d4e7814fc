using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StudyDashboard.Data;

/// <summary>What bin/migration builds the model with; the file is never opened.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<StudyDbContext>
{
    public StudyDbContext CreateDbContext(string[] args)
    {
        // Identity reads from its options whether the model has passkeys.
        var services = new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        return new StudyDbContext(new DbContextOptionsBuilder<StudyDbContext>()
            .UseApplicationServiceProvider(services.BuildServiceProvider())
            .UseSqlite("Data Source=design-time.db").Options);
    }
}
