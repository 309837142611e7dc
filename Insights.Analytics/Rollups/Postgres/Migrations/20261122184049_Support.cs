using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Support : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "issue",
                schema: "reporting",
                table: "ticket_spans",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                schema: "reporting",
                table: "ticket_spans",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "customer_hash",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "issue_by",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "subject_key",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "words_say",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                schema: "reporting",
                table: "desk_tickets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                schema: "reporting",
                table: "desk_tickets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                schema: "reporting",
                table: "desk_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                schema: "reporting",
                table: "desk_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "classified",
                schema: "reporting",
                table: "daily_tickets",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "words_agree",
                schema: "reporting",
                table: "daily_tickets",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "words_known",
                schema: "reporting",
                table: "daily_tickets",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "alert_thresholds",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    metric = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    is_above = table.Column<bool>(type: "boolean", nullable: false),
                    limit = table.Column<double>(type: "double precision", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_thresholds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_signals",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    customer_hash = table.Column<long>(type: "bigint", nullable: false),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    repeated_issue = table.Column<string>(type: "text", nullable: true),
                    rated_bad = table.Column<int>(type: "integer", nullable: false),
                    open_refunds = table.Column<int>(type: "integer", nullable: false),
                    tickets = table.Column<int>(type: "integer", nullable: false),
                    signs = table.Column<int>(type: "integer", nullable: false),
                    last_day = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_signals", x => new { x.vendor_id, x.customer_hash });
                });

            migrationBuilder.CreateTable(
                name: "daily_quality",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    team = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issue = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    solved = table.Column<long>(type: "bigint", nullable: false),
                    reopened = table.Column<long>(type: "bigint", nullable: false),
                    known = table.Column<long>(type: "bigint", nullable: false),
                    first_contact = table.Column<long>(type: "bigint", nullable: false),
                    rated = table.Column<long>(type: "bigint", nullable: false),
                    rated_bad = table.Column<long>(type: "bigint", nullable: false),
                    passed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_quality", x => new { x.vendor_id, x.day, x.team, x.issue });
                });

            migrationBuilder.CreateTable(
                name: "daily_subjects",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    subject_key = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    known = table.Column<long>(type: "bigint", nullable: false),
                    first_contact = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_subjects", x => new { x.vendor_id, x.subject_key, x.day });
                });

            migrationBuilder.CreateTable(
                name: "issue_corrections",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    issue = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "issue_words",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    text = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    saved_by = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_words", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subject_keys",
                schema: "reporting",
                columns: table => new
                {
                    subject_key = table.Column<long>(type: "bigint", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    cluster = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_keys", x => x.subject_key);
                });

            migrationBuilder.CreateTable(
                name: "threshold_crossings",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    threshold_id = table.Column<int>(type: "integer", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    first_day = table.Column<int>(type: "integer", nullable: false),
                    last_day = table.Column<int>(type: "integer", nullable: false),
                    recovered_day = table.Column<int>(type: "integer", nullable: true),
                    worst = table.Column<double>(type: "double precision", nullable: false),
                    worst_day = table.Column<int>(type: "integer", nullable: false),
                    first_seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_threshold_crossings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_customer_hash_created_day",
                schema: "reporting",
                table: "ticket_outcomes",
                columns: new[] { "customer_hash", "created_day" },
                filter: "customer_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_subject_key_created_day",
                schema: "reporting",
                table: "ticket_outcomes",
                columns: new[] { "subject_key", "created_day" },
                filter: "subject_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_signals_signs_last_day_vendor_id",
                schema: "reporting",
                table: "customer_signals",
                columns: new[] { "signs", "last_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_issue_corrections_source_id_ticket_ref",
                schema: "reporting",
                table: "issue_corrections",
                columns: new[] { "source_id", "ticket_ref" });

            migrationBuilder.CreateIndex(
                name: "ix_subject_keys_cluster_subject_key",
                schema: "reporting",
                table: "subject_keys",
                columns: new[] { "cluster", "subject_key" },
                filter: "cluster IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_threshold_crossings_threshold_id_last_day",
                schema: "reporting",
                table: "threshold_crossings",
                columns: new[] { "threshold_id", "last_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_thresholds",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "customer_signals",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "daily_quality",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "daily_subjects",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "issue_corrections",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "issue_words",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "subject_keys",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "threshold_crossings",
                schema: "reporting");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_customer_hash_created_day",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_subject_key_created_day",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                schema: "reporting",
                table: "ticket_spans");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                schema: "reporting",
                table: "ticket_spans");

            migrationBuilder.DropColumn(
                name: "customer_hash",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue_by",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "subject_key",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "words_say",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                schema: "reporting",
                table: "desk_tickets");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                schema: "reporting",
                table: "desk_tickets");

            migrationBuilder.DropColumn(
                name: "issue",
                schema: "reporting",
                table: "desk_clocks");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                schema: "reporting",
                table: "desk_clocks");

            migrationBuilder.DropColumn(
                name: "classified",
                schema: "reporting",
                table: "daily_tickets");

            migrationBuilder.DropColumn(
                name: "words_agree",
                schema: "reporting",
                table: "daily_tickets");

            migrationBuilder.DropColumn(
                name: "words_known",
                schema: "reporting",
                table: "daily_tickets");
        }
    }
}
