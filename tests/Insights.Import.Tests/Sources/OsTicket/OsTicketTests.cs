using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;
using static Insights.Import.Tests.Sources.Tickets.TicketImport;

namespace Insights.Import.Tests.Sources.OsTicket;

public sealed class OsTicketTests
{
    private const string Header = "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,Last Updated,SLA Due Date,SLA Plan,Due Date,Closed Date,Overdue,Merged,Linked,Answered,Agent Assigned,Team Assigned,Thread Count,Reopen Count,Attachment Count,Task Count,Vendor,Balance\n";

    /// <summary>A byte order mark, a US locale's dates, and an apostrophe before what a spreadsheet would run.</summary>
    [Fact]
    public async Task Map_EnglishQueue_IsATicket()
    {
        using var import = new ImportFixture();
        import.Settle("osticket", """{"zone":"Europe/Berlin","dates":"month-first"}""");

        var file = await import.ImportAsync("q.csv", "\uFEFF" + Header + "000417,1/15/26 3:04 PM,'=Charged twice,Ida Holm,ida@example.com,Emergency,Billing,Billing / Refund,Email,Resolved,1/16/26 9:00 AM,1/17/26 3:04 PM,Default SLA,,1/16/26 8:30 AM,0,0,0,1,Noor Haddad,,3,0,0,0,birchwood,'-12\n");

        Assert.Equal(("osticket-tickets-csv", "osticket", 1L), (file.Format, file.Source, file.Inserted));
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("000417", "birchwood", "ida@example.com", "=Charged twice", "urgent", "refund"), (row.ExternalId, vendor, row.CustomerRef, row.Subject, row.Priority, row.Category));
        Assert.Equal(("solved", "Resolved", "email", "Billing", "Noor Haddad"), (row.Status, row.RawStatus, row.Channel, row.Team, row.Agent));
        Assert.Equal((Utc(2026, 1, 15, 14, 4), Utc(2026, 1, 16, 7, 30), Utc(2026, 1, 16, 8, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
    }

    /// <summary>A locale with a decimal comma separates with semicolons and puts the day first.</summary>
    [Theory]
    [InlineData("Ticketnummer;Erstellungsdatum;Betreff;Von E-Mail;Priorität;Abteilung;Aktueller Status;Letzte Aktualisierung", "Geschlossen", "Hoch")]
    [InlineData("Número de Ticket;Fecha de Creación;Asunto;Correo electrónico de;Prioridad;Departamento;Estado Actual;Última Actualización", "Cerrado", "Alta")]
    [InlineData("Numéro de ticket;Date de création;Sujet;Email de;Priorité;Département;Statut actuel;Dernière mise à jour", "Fermé", "Haute")]
    public async Task Map_TranslatedQueue_IsTheSameTicket(string header, string status, string priority)
    {
        using var import = new ImportFixture();
        import.Settle("osticket", """{"zone":"Europe/Berlin","dates":"day-first"}""");

        var file = await import.ImportAsync("q.csv", $"\uFEFF{header}\r\n417;15.01.26 15:04;Hallo;ida@example.com;{priority};Kasse;{status};16.01.26 09:00\r\n");

        Assert.Equal("osticket-tickets-csv", file.Format);
        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal(("417", "closed", "high", "Kasse", "ida@example.com", Utc(2026, 1, 15, 14, 4)), (row.ExternalId, row.Status, row.Priority, row.Team, row.CustomerRef, row.CreatedAt));
    }

    [Fact]
    public async Task Import_DatesOfEitherOrder_AreAskedFor()
    {
        using var import = new ImportFixture();
        import.Settle("osticket", """{"zone":"Europe/Berlin"}""");

        var file = await import.ImportAsync("q.csv", "Ticket Number,Date Created,Current Status\n1,04/05/26 10:00,Open\n");

        Assert.Equal("failed", file.State);
        Assert.Empty(import.Store.Tickets);
    }
}
