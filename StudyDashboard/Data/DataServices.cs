using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Data.Backups;
using StudyDashboard.Data.Seeding;

namespace StudyDashboard.Data;

public static class DataServices
{
    /// <summary>The context's factory on a SQLite file.</summary>
    public static IServiceCollection AddStudyData(this IServiceCollection services, string databaseFile)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = databaseFile, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        services.AddPooledDbContextFactory<StudyDbContext>(options => options.UseSqlite(connection).AddInterceptors(new SqliteConnections(), new ActedMark()));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<Backup>();
        services.AddSingleton<Restore>();
        services.AddSingleton<IntegrityCheck>();
        services.AddSingleton<Seeder>().AddSingleton<LessonSeeder>().AddSingleton<CardSeeder>();
        return services;
    }
}
