using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;
using static Insights.Import.Tests.Sources.Tickets.TicketImport;

namespace Insights.Import.Tests.Sources.Jira;

public sealed class JiraIssuesTests
{
    private const string Header = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Created,Updated,Resolved,Labels,Labels,Watchers,Watchers,Custom field (Request Type),Custom field (Vendor),Satisfaction rating,Custom field (Time to first response),Comment,Comment,Status Category\n";

    /// <summary>18/Jul/26 9:10 AM in Berlin's summer is 07:10 UTC.</summary>
    [Fact]
    public async Task Map_EnglishExport_IsOneTicketWithItsComments()
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("jira", Header + "Charged twice,SUP-4,10077,Service Request,Waiting for customer,SUP,Highest,,Noor Haddad,acc:31,Ida Holm,acc:700,18/Jul/26 9:10 AM,19/Jul/26 11:00 AM,,vip,billing_error,a,b,Refund,birchwood,4,-1:20,18/Jul/26 9:40 AM;acc:31;We look; at it,\"18/Jul/26 10:05 AM;acc:700;Thank\nyou\",In Progress\n");

        Assert.Equal(("jira-issues-csv-en", "jira", 1L, 0L), (file.Format, file.Source, file.Inserted, file.Warnings));
        Assert.Equal(("10077", "birchwood", "acc:700", "Charged twice", "billing_error", "urgent"), (row.ExternalId, vendor, row.CustomerRef, row.Subject, row.Category, row.Priority));
        Assert.Equal("SUP", row.Brand);
        Assert.Equal(("pending", "Waiting for customer", "Noor Haddad", "good", "vip billing_error"), (row.Status, row.RawStatus, row.Agent, row.Satisfaction, row.Tags));
        Assert.Equal((Utc(2026, 7, 18, 7, 10), null, Utc(2026, 7, 19, 9, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal(["07-18 07:40 comment agent private", "07-18 08:05 comment customer public"], import.History());
    }

    [Theory]
    [InlineData("es", "Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Prioridad,Persona asignada,ID del informador,Creada,Actualizada,Resuelta,Comentario,Campo personalizado (Vendor)", "Resuelta", "18/jul/26 9:10 AM", "19/ago/26 9:10 PM")]
    [InlineData("de", "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Priorität,Zugewiesene Person,Autor-ID,Erstellt,Aktualisiert,Erledigt,Kommentar,Benutzerdefinierte Felder (Vendor)", "Gelöst", "18/Juli/26 9:10 AM", "19/Aug/26 21:10")]
    [InlineData("fr", "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Priorité,Personne assignée,ID du rapporteur,Création,Mise à jour,Résolu,Commentaire,Champs personnalisés (Vendor)", "Résolu", "18/juil./26 9:10 AM", "19/août/26 9:10 PM")]
    [InlineData("pt", "Resumo,Chave da item,ID da item,Tipo de item,Status,Prioridade,Responsável,ID do relator,Criado,Atualizado(a),Resolvido,Comentar,Campo personalizado (Vendor)", "Resolvido", "18/jul/26 9:10 AM", "19/ago/26 9:10 PM")]
    public async Task Map_TranslatedExport_IsTheSameTicket(string language, string header, string status, string created, string updated)
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("jira", $"{header}\nSummary,SUP-4,10077,Task,{status},High,Noor,acc:700,{created},{updated},{updated},{created};acc:31;text,oak\n");

        Assert.Equal(($"jira-issues-csv-{language}", 0L), (file.Format, file.Warnings));
        Assert.Equal(("10077", "oak", "acc:700", "solved", status, "high", "Noor"), (row.ExternalId, vendor, row.CustomerRef, row.Status, row.RawStatus, row.Priority, row.Agent));
        Assert.Equal((Utc(2026, 7, 18, 7, 10), Utc(2026, 8, 19, 19, 10), Utc(2026, 8, 19, 19, 10)), (row.CreatedAt, row.VersionAt, row.SolvedAt));
        Assert.Equal(["07-18 07:10 comment agent private"], import.History());
    }

    /// <summary>Two labels under one header push all that follows to the right; the instants behind them show it.</summary>
    [Fact]
    public async Task Map_MoreLabelsThanHeaders_AreAllRead()
    {
        const string header = "Issue key,Issue id,Status,Labels,Created,Updated,Summary\n";
        using var import = new ImportFixture();
        import.Settle("jira", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("j.csv", header + "A-1,1,Open,one,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM,First\nA-2,2,Open,one,two,three,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM,Second\nA-3,3,Open,one,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM,Third,,\nA-4,4,Open,one,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM,Fourth, torn\n");

        Assert.Equal((4L, 3L, 1L), (file.Rows, file.Inserted, file.Rejected));
        Assert.Equal([("one", "First"), ("one two three", "Second"), ("one", "Third")], import.Store.Tickets.Values.Select(t => (t.Row.Tags, t.Row.Subject)));
        Assert.Equal("too-many-cells", file.FirstProblems.Single(p => p.Severity == "rejected").Rule);
    }

    /// <summary>Every row has more labels than the header has columns, so none of its times stands under its header: the zone is asked for all the same.</summary>
    [Fact]
    public async Task Import_EveryRowShiftedByLabels_TakesTheZoneOfTheWorkspace()
    {
        using var import = new ImportFixture();
        import.Store.Zone = "Europe/Berlin";

        var file = await import.ImportAsync("j.csv", "Summary,Issue key,Issue id,Issue Type,Status,Priority,Labels,Created,Updated\ns,A-7,70001,Bug,Open,High,needs-refund,urgent-one,third,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM\n");

        Assert.Equal((1L, 0L), (file.Inserted, file.Rejected));
        Assert.Equal(new DateTime(2026, 7, 18, 7, 10, 0), import.Store.Tickets["1:70001"].Row.CreatedAt);
        Assert.Contains("zone-assumed", file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task Map_StatusOfAnInstallation_FollowsItsCategoryOnlyWhenDone()
    {
        using var import = new ImportFixture();
        import.Settle("jira", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("j.csv", "Issue id,Status,Created,Status Category\n1,Shipped to bank,18/Jul/26 9:10 AM,Done\n2,With legal,18/Jul/26 9:10 AM,In Progress\n");

        Assert.Equal(["solved", null], import.Store.Tickets.Values.Select(t => t.Row.Status));
        Assert.Equal(["history-missing", "status-unmapped"], file.FirstProblems.Select(p => p.Rule).Order());
    }

    /// <summary>The instant of the first response is a column of its own where the site has the chart field; objects that leaked are no comments.</summary>
    [Fact]
    public async Task Map_FirstResponseAndNoise_TellOneReply()
    {
        using var import = new ImportFixture();

        var (row, _, _) = await import.OneOfBerlinAsync("jira", "Issue id,Status,Created,Custom field ([CHART] Date of First Response),Comment,Comment,Custom field (Approvals)\n1,Done,18/Jul/26 9:10 AM,18/Jul/26 9:30 AM,{fields=…},\"18/Jul/26 9:30 AM;557058:f58131cb-b67d-43c7-b30d-6b58d40bd077;We have it\",ApprovalsCFValue@1f\n");

        Assert.Equal("solved", row.Status);
        Assert.Equal(["07-18 07:30 comment bot private", "07-18 07:30 comment agent public"], import.History());
    }

    [Fact]
    public async Task Map_IssueThatMovedToAnotherProject_StaysOneTicket()
    {
        using var import = new ImportFixture();
        import.Settle("jira", """{"zone":"UTC"}""");
        await import.ImportAsync("a.csv", "Issue key,Issue id,Status,Created,Updated\nA-1,1,Open,18/Jul/26 9:10 AM,18/Jul/26 9:20 AM\n");

        var later = await import.ImportAsync("b.csv", "Issue key,Issue id,Status,Created,Updated\nB-9,1,Closed,18/Jul/26 9:10 AM,18/Jul/26 9:30 AM\n");
        var older = await import.ImportAsync("c.csv", "Issue key,Issue id,Status,Created,Updated\nA-1,1,Open,18/Jul/26 9:10 AM,18/Jul/26 9:25 AM\n");

        Assert.Equal((1L, 1L), (later.Updated, older.Skipped));
        Assert.Equal("closed", Assert.Single(import.Store.Tickets.Values).Row.Status);
    }
}
