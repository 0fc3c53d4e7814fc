using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Backups;
using StudyDashboard.Data.Postgres;
using StudyDashboard.Data.Seeding;
using StudyDashboard.Infrastructure.Cluster;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Http.Idempotency;

namespace StudyDashboard.Data;

public static class DataServices
{
    private static readonly IServiceProvider Identity = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    /// <summary>The context's factory on the database that the options name.</summary>
    public static IServiceCollection AddStudyData(this IServiceCollection services, StudyOptions options)
    {
        if (options.Postgres is { } server)
        {
            services.AddPooledDbContextFactory<PostgresContext>(context => context.UsePostgres(server).AddInterceptors(new ActedMark()));
            services.AddSingleton<IDbContextFactory<StudyDbContext>, PostgresContexts>();
            services.AddSingleton<Lead>().AddHostedService<NodeTalk>();
            services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<StudyDbContext>>((keys, contexts) => keys.XmlRepository = new ServerKeys(contexts));
        }
        else
        {
            services.AddSingleton(Lead.Alone);
            services.AddPooledDbContextFactory<StudyDbContext>(context => context.UseEmbedded(options.DatabaseFile).AddInterceptors(new ActedMark()));
        }
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Restore>();
        services.AddSingleton<IntegrityCheck>();
        services.AddSingleton<Seeder>().AddSingleton<LessonSeeder>().AddSingleton<CardSeeder>();
        return services;
    }

    /// <summary>The options of a context outside of the product's services. Identity reads from its own whether the model has passkeys.</summary>
    internal static DbContextOptionsBuilder<T> Standalone<T>()
        where T : DbContext => new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(Identity);

    /// <summary>The database in a file of this machine.</summary>
    internal static DbContextOptionsBuilder UseEmbedded(this DbContextOptionsBuilder builder, string file) => builder
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString())
        .AddInterceptors(new SqliteConnections());

    /// <summary>A database of a PostgreSQL server, 13 or later.</summary>
    internal static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder builder, string connection) =>
        builder.UseNpgsql(connection, server => server.SetPostgresVersion(13, 0));
}
